"""What observations and what is known of them look like in the formats of others. Pure."""
