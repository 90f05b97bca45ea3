"""Terms and values of RDF: prefixes, results of queries, the formats of the W3C."""
