"""The verifications resource."""
