"""An invented investigation of nursing homes: what its records say, its dictionary declares."""

from __future__ import annotations

from tests.project import DICTIONARY

OWN = """\
fields:
  - id: ownership
    label: Ownership
    meaning: Who owns it.
    type: choice
    choices:
      - {id: nonprofit, label: Nonprofit, meaning: A charity owns it.}
      - {id: for-profit, label: For profit, meaning: A company owns it.}
    table: yes
    filter: yes
  - id: beds
    label: Beds
    meaning: How many people it may take in.
    type: number
    unit: beds
    minimum: 1
    maximum: 2000
    table: yes
  - id: fines
    label: Fines
    meaning: What it was fined.
    type: money
  - id: inspected
    label: Last inspection
    meaning: When it was last inspected.
    type: date
  - id: closed
    label: Closed
    meaning: Whether it is closed.
    type: yes-no
    filter: yes
  - id: report
    label: Report
    meaning: Where its last report is.
    type: link
  - id: services
    label: Services
    meaning: What it offers.
    type: list
    choices:
      - {id: memory-care, label: Memory care, meaning: For people with dementia.}
      - {id: rehab, label: Rehabilitation, meaning: After an illness.}
    filter: yes
  - id: former_name
    label: Former name
    meaning: What it was called.
    type: text
"""

HOMES_WORDS = f"""\
records: {{singular: nursing home, plural: nursing homes, address: nursing-homes}}
{DICTIONARY}{OWN}"""

HOMES = """\
- id: harbor-home
  name: Harbor Home
  kind: police
  place: Alderton
  sources: [first-list]
  ownership: nonprofit
  beds:
    value: 120
    note: Licensed beds.
    sources: ["gazette-2020, par. 2"]
  fines: 2500.50
  inspected: 2019-05
  closed: no
  report: https://reports.testland-gazette.net/harbor
  services: [memory-care, rehab]
  former_name: Old Harbor
  updated: 2020-05-01
- id: hill-home
  name: Hill Home
  kind: police
  county: Birch
  sources: [first-list]
  ownership: for-profit
  beds: 60
  services: [rehab]
  updated: 2020-05-01
- id: lake-home
  name: Lake Home
  kind: sheriff
  county: Birch
  updated: 2020-05-01
"""

HOMES_FIGURES = """\
- id: named
  label: Nursing homes that are named
  count: agencies
- id: beds_in_all
  label: Beds
  sum: beds
- id: with_rehab
  label: Homes that offer rehabilitation
  count: agencies
  where: {services: [rehab]}
- id: open_nonprofits
  label: Nonprofit homes that are open
  count: agencies
  where: {ownership: nonprofit, closed: no}
- id: fined
  label: Fines in all
  sum: fines
- id: offered
  label: What is offered
  list: services
"""

PROJECT = {
    "dictionary.yaml": HOMES_WORDS,
    "agencies.yaml": HOMES,
    "attempts.yaml": "[]\n",
    "timeline.yaml": "[]\n",
    "corrections.yaml": "[]\n",
    "figures.yaml": HOMES_FIGURES,
    "story/index.md": """\
---
title: What the homes say
authors: [An Invented Reporter]
published: 2020-05-01
---
The list names {{ named }} homes with {{ beds_in_all }} beds. [@first-list]

They were fined {{ fined | money }}. {{ with_rehab | words | start }} offer rehabilitation, and
{{ open_nonprofits | words }} of the nonprofits is open.
[Harbor Home](nursing-home:harbor-home) is one of them.
Offered are {{ offered | list }}. [@first-list]
""",
}
