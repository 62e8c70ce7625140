"""A provider of language models that does what it is told, in a process of its own: the fake one of the client tests."""
import pathlib
import re
import subprocess
import sys
import urllib.request

_PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "Clients" / "fake_models.py"


class MisbehavingModel:
    """A started provider. Use as a context."""

    def __enter__(self):
        self._process = subprocess.Popen([sys.executable, str(_PROGRAM), "--port", "0"], stdout=subprocess.PIPE,
                                         text=True)
        found = re.match(r"(http://\S+)", self._process.stdout.readline())
        if not found:
            raise SystemExit(f"{_PROGRAM.name} does not serve")
        self._address = found[1]
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    @property
    def settings(self):
        """What makes a server ask it."""
        return {"ATLAS_LLM_PROVIDER": "openai", "ATLAS_LLM_BASE_URL": self._address, "ATLAS_LLM_MODEL": "fake-model",
                "ATLAS_LLM_API_KEY": "benchmark", "ATLAS_LLM_TIMEOUT_SECONDS": "3"}

    def behave(self, behaviour):
        """From now on."""
        urllib.request.urlopen(f"{self._address}/behaviour", behaviour.encode()).close()
