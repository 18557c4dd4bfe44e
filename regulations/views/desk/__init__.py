"""The desk of focal points, reviewers and publishers: pages under `/{language}/desk/permits/`."""
