"""What people do, one use case per file. Read this room and you have read the system."""
