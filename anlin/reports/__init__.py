"""The leader's screens: how duties were kept, from the nation down to a grid."""
