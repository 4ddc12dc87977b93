"""The day in Champasak: what stood around the visit of 22 March 2021, told with invented people and real words."""
