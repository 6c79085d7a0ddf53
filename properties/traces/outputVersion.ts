/** Of everything that is written for programs to read; raised when its form changes. */
export const version = 1;
