"""Users, roles and grants: who may see and do what, where."""
