"""Password hashing for tests."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """The same algorithm and format at the lowest cost: thousands of test users are made."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
