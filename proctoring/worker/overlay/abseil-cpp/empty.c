/* Nothing: the code is in the system's library. The worker wants a static library to link whole. */
