const CLASSES = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx", "6xx", "7xx", "8xx", "9xx"] as const;

/** The class of a status code: `2xx`. */
export const statusClass = (status: number): string => CLASSES[Math.floor(status / 100)] ?? String(status);
