"""What ./run does, one subject a module. Standard library only: it runs before anything is installed."""
