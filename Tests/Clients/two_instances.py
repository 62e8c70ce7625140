"""Tests of what instances tell each other: a class of tests with two servers over one database."""
import os
import unittest

from groups import SETTINGS
from server import AtlasServer


class TwoInstances(unittest.IsolatedAsyncioTestCase):
    """Starts two servers for the class, the second over the database of the first, and sees to it that they end as they
    should."""

    @classmethod
    def setUpClass(cls):
        executable = os.environ["ATLAS_EXECUTABLE"]
        # The instances of an installation have one secret.
        settings = {"ATLAS_JWT_SECRET": "a secret of this test, for both of its servers", **SETTINGS}
        cls.first = cls.enterClassContext(AtlasServer(executable, **settings))
        cls.second = cls.enterClassContext(AtlasServer(executable, database_of=cls.first, **settings))
        cls.instances = [cls.first, cls.second]

    @classmethod
    def tearDownClass(cls):
        if faults := [fault for each in reversed(cls.instances) for fault in each.stop_and_check()]:
            raise AssertionError(f"atlas: {'; '.join(faults)}")
