"""Multipart upload, which is off unless it is enabled: it is refused, and the connection goes on."""
import json
import unittest

import httpx

import atlas

OPERATIONS = {"query": "mutation ($file: Upload!) { upload(file: $file) }", "variables": {"file": None}}


class UploadRefusedTests(unittest.TestCase):
    def test_a_form_is_415_whatever_it_promises(self):
        files = {"operations": (None, json.dumps(OPERATIONS)), "map": (None, '{"0": ["variables.file"]}'),
                 "0": ("../../etc/passwd", b"x" * 100_000, "text/plain")}
        with httpx.Client() as client:
            for fields in ({}, {"Apollo-Require-Preflight": "1"}):
                with self.subTest(fields):
                    answer = client.post(atlas.URL, files=files, headers=fields)
                    self.assertEqual(answer.status_code, 415)
                    self.assertTrue(answer.headers["Content-Type"].startswith("application/json"))
                    self.assertIsInstance(answer.json()["errors"][0]["message"], str)
            self.assertEqual(client.post(atlas.URL, json={"query": "{ __typename }"}).status_code, 200)
