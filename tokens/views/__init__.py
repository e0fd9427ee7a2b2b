"""Pages of the register of devices."""
