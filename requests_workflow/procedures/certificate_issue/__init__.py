"""What first certificates share, whoever they are for (Mẫu 01–03): the devices that come and their hand-over."""
