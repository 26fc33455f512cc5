"""Evidence: what a run leaves for people and machines, and what it says.

source.EvidenceSource    what a phone must be able to show; the session implements it
recorder.Recorder        fixture `evidence`: watch, unwatch, note
run_facts.RunFacts       fixture `run_facts`: commands, interstitials, fallbacks, journal
redaction.Redactor       stash.redactor_of(config).learn(...) as soon as a secret is read
verdicts                 product, test, infrastructure or wrong use; exit codes
plugin                   the pytest plugin, to be listed by the root conftest
"""

from harness.evidence.recorder import Recorder
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts
from harness.evidence.source import EvidenceSource
from harness.evidence.verdicts import Verdict

__all__ = ["EvidenceSource", "Recorder", "Redactor", "RunFacts", "Verdict"]
