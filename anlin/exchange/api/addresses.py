"""Every address of version 1 in one list."""

from anlin.exchange.api import acts, duties, law, places, records
from anlin.exchange.api.door import Api

api = Api()
for _part in (places, law, duties, acts, records):
    api.add_router("", _part.router)
