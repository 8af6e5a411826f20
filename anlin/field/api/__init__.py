"""The phones' door: enrol, fetch the list, send what was done, send photographs."""
