"""The contract as others use it: linters, generated clients and a fuzzer against the running service."""
