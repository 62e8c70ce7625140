"""Tests of settings: a class of tests with a server of its own."""
import os
import unittest

from server import AtlasServer


class OwnServer(unittest.IsolatedAsyncioTestCase):
    """Starts a server for the class, and sees to it that it ends as it should."""

    # The environment of the server, beyond the usual one.
    settings = {}

    @classmethod
    def setUpClass(cls):
        cls.server = AtlasServer(os.environ["ATLAS_EXECUTABLE"], **cls.settings)
        cls.enterClassContext(cls.server)
        cls.url = f"{cls.server.address}/graphql"

    @classmethod
    def tearDownClass(cls):
        if faults := cls.server.stop_and_check():
            raise AssertionError(f"atlas: {'; '.join(faults)}")
