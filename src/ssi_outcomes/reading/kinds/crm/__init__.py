"""Exports of CRMs: deals that were won, meetings and calls that took place.

A CRM is known by its headers, which stand in `names/aliases.toml`, and is named here.
"""

from __future__ import annotations

from ssi_outcomes.reading.kinds.crm.deals import Deals
from ssi_outcomes.reading.kinds.crm.meetings import Meetings
from ssi_outcomes.reading.kinds.crm.vendor import NO_CRM

DEALS = tuple(map(Deals, ("hubspot", "salesforce", "pipedrive", "zoho", "odoo", "dynamics", NO_CRM)))
MEETINGS = tuple(map(Meetings, ("hubspot", "salesforce", "pipedrive", NO_CRM)))
