/** Words of the page Now alone. */
export const now = {
  title: "Now",
};
