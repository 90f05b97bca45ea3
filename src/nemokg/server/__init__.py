"""The endpoint: SPARQL, the canned queries, linked data and the explorer over HTTP.

One process speaks HTTP; queries run in others, which are confined and replaced at need.
"""
