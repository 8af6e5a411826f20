"""The house rules that no linter knows, each with a sabotage twin."""
