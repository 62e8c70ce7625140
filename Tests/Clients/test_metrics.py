"""/metrics as Prometheus reads it: its own checker and its own Python parsers, and numbers that add up."""
import shutil
import subprocess
import unittest

import httpx
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_open_metrics
from prometheus_client.parser import text_string_to_metric_families as parse_text

from own_server import OwnServer

OPEN_METRICS = "application/openmetrics-text;version=1.0.0"
# What Prometheus 2.42 sends.
OF_PROMETHEUS = ("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                 "text/plain;version=0.0.4;q=0.5,*/*;q=0.1")


class MetricsTests(OwnServer):
    settings = {"ATLAS_METRICS_PORT": "0"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.metrics = cls.server.said(r"Metrics +(http://\S+/metrics)")

    def setUp(self):
        self.client = httpx.Client(timeout=10)
        self.addCleanup(self.client.close)

    def scrape(self, accept="text/plain"):
        """The text of the metrics."""
        answer = self.client.get(self.metrics, headers={"Accept": accept})
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def value(self, name, **labels):
        """The value of one sample."""
        for family in parse_text(self.scrape()):
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return sample.value
        self.fail(f"there is no {name} with {labels}")

    def query(self, text):
        """The decoded answer to a query."""
        return self.client.post(self.url, json={"query": text}).json()

    def test_promtool_finds_no_fault(self):
        promtool = shutil.which("promtool")
        if not promtool:
            self.skipTest("promtool is not here (Debian's package prometheus)")
        self.query("query Checked { __typename nothing }")
        self.query("query Checked { __typename }")
        check = subprocess.run([promtool, "check", "metrics"], input=self.scrape(), capture_output=True, text=True)
        self.assertEqual((check.returncode, check.stdout, check.stderr), (0, "", ""))

    def test_both_formats_are_parsed_and_tell_the_same(self):
        self.query("query Parsed { __typename }")
        families = {family.name: family for family in parse_text(self.scrape())}
        opened = {family.name: family for family in parse_open_metrics(self.scrape(OPEN_METRICS))}
        self.assertEqual(families.keys(), opened.keys())
        self.assertGreater(len(families), 40)
        for name, family in families.items():
            with self.subTest(name):
                self.assertEqual((family.type, family.documentation), (opened[name].type, opened[name].documentation))
                self.assertTrue(name.startswith(("atlas_", "process_")))

    def test_prometheus_gets_the_newer_format(self):
        answer = self.client.get(self.metrics, headers={"Accept": OF_PROMETHEUS})
        self.assertTrue(answer.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0"))
        self.assertTrue(answer.text.endswith("\n# EOF\n"))

    def test_each_request_counts_once(self):
        for _ in range(3):
            self.query("query CountedOnce { __typename }")
        self.assertEqual(self.value("atlas_request_duration_seconds_count", operation="CountedOnce"), 3)
        self.assertEqual(self.value("atlas_requests_in_flight"), 0)
        refused = self.value("atlas_requests_total", type="unknown", outcome="refused")
        self.assertIn("errors", self.query("{"))
        self.assertEqual(self.value("atlas_requests_total", type="unknown", outcome="refused"), refused + 1)

    def test_the_loops_and_the_relay_keep_up(self):
        lags = [sample.value for family in parse_text(self.scrape()) if family.name == "atlas_loop_lag_seconds"
                for sample in family.samples]
        self.assertGreaterEqual(len(lags), 2)
        self.assertGreaterEqual(self.value("atlas_events_lag_seconds"), 0)

    def test_the_public_port_has_none_of_them(self):
        self.assertEqual(self.client.get(f"{self.server.address}/metrics").status_code, 404)
