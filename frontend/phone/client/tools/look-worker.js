/** Looks at one picture after the other, away from the screens. */

import { EDGE, greyOf, signsOf } from "./noticed/signs.js";

self.onmessage = ({ data: picture }) => {
  const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.ceil(side * scale));
  const paper = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!paper) throw new Error("no canvas");
  paper.imageSmoothingQuality = "high";
  paper.drawImage(picture, 0, 0, width, height);
  picture.close();
  self.postMessage(signsOf(greyOf(paper.getImageData(0, 0, width, height).data, width, height)));
};
