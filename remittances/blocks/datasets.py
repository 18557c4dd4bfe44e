"""The datasets that pages about money read, and the codes in them that need a word."""

PRICE, AVERAGE = "REM_PRICE_CORRIDOR", "REM_PRICE_AVERAGE"
SERVICE, INDEX, SMART, SDG = "REM_PRICE_SERVICE", "REM_PRICE_INDEX", "REM_SMART", "REM_SDG_10C"
FLOW_MODEL = "REM_FLOW_MODEL"
FLOW, SAVING = "REM_FLOW_BILATERAL", "REM_SAVING"
# Two publications of the same figures: the one that reaches further is shown, the first where they end together.
RECEIVED, SENT = ("REM_INFLOW", "REM_INFLOW_WDI"), ("REM_OUTFLOW", "REM_OUTFLOW_WDI")
SHARE, COST_OF_RECEIVING = "REM_INFLOW_GDP", "REM_COST_RECEIVING"

WORLD = "001"
UNRELIABLE, BREAK = "U", "B"  # OBS_STATUS
NEGATIVE_MEAN = "NEGATIVE_MEAN"  # attribute QUALITY of REM_SAVING
