"""A server's calls come through with room for all that they call."""

from techmart.wsgi import ROOM, application, with_room


def test_what_is_answered_stays_the_same():
    roomy = with_room(lambda environ, start_response: [environ["said"], start_response("200 OK", [])])
    assert roomy({"said": b"yes"}, lambda status, headers: status.encode()) == [b"yes", b"200 OK"]


def test_the_application_has_a_frame_larger_than_a_piece_of_frames():
    assert application.__code__.co_stacksize == ROOM > 16 * 1024 // 8
