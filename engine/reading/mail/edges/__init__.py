"""What stands above and below a message: banners, signatures, notices."""
