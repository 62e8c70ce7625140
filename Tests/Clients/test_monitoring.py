"""Dashboard and alert rules ask for metrics that the server serves, and the rules do what their own tests say."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

import httpx

DEPLOYMENT = pathlib.Path(__file__).resolve().parents[2] / "Deployment"
FILES = [DEPLOYMENT / "grafana" / "atlas.json", DEPLOYMENT / "prometheus" / "alerts.yaml"]
NAME = re.compile(r"\b(?:atlas|process)_[a-z0-9_]+\b")
# What Prometheus adds to the name of a histogram.
PART = re.compile(r"_(bucket|sum|count)$")


class MonitoringTests(unittest.TestCase):
    def test_every_metric_that_is_asked_for_is_served(self):
        text = httpx.get(f"{os.environ['ATLAS_ADDRESS']}/metrics").raise_for_status().text
        served = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))
        self.assertTrue(served)
        for file in FILES:
            asked = set(NAME.findall(file.read_text()))
            self.assertGreater(len(asked), 10, file)
            for name in sorted(asked):
                with self.subTest(name, file=file.name):
                    whole = PART.sub("", name)
                    self.assertTrue(name in served or served.get(whole) == "histogram", name)

    def test_the_alerts_do_what_their_tests_say(self):
        if not shutil.which("promtool"):
            self.skipTest("promtool is not here (Debian's package prometheus)")
        for command in (["check", "rules", "alerts.yaml"], ["test", "rules", "alerts_test.yaml"]):
            done = subprocess.run(
                ["promtool", *command], cwd=DEPLOYMENT / "prometheus", capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
