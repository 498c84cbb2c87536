"""What a partnership defines: areas, indicators, targets, the disclosure policy, the plan."""
