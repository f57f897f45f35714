"""The reconciliation resource."""
