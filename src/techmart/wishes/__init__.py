"""What people would like to have: wish lists, and notices when something is back or costs less."""
