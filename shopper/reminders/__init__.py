"""Letters that remind a shopper of a visit: once each, and only of what they have not switched off."""
