"""Screening tools: versioned data, one small evaluator, and vectors that any other evaluator is held to."""
