"""Drawing: node trees of a phone's windows become a picture of its screen."""
