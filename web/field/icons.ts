/** The icons in use; each is drawn inline, so that they are there without a network. */
import arrowLeft from "bootstrap-icons/icons/arrow-left.svg?raw";
import arrowRepeat from "bootstrap-icons/icons/arrow-repeat.svg?raw";
import backspace from "bootstrap-icons/icons/backspace.svg?raw";
import boxIn from "bootstrap-icons/icons/box-arrow-in-right.svg?raw";
import boxOut from "bootstrap-icons/icons/box-arrow-right.svg?raw";
import camera from "bootstrap-icons/icons/camera.svg?raw";
import checkCircle from "bootstrap-icons/icons/check-circle-fill.svg?raw";
import car from "bootstrap-icons/icons/car-front.svg?raw";
import check from "bootstrap-icons/icons/check-lg.svg?raw";
import chevron from "bootstrap-icons/icons/chevron-right.svg?raw";
import circle from "bootstrap-icons/icons/circle.svg?raw";
import dot from "bootstrap-icons/icons/circle-fill.svg?raw";
import clock from "bootstrap-icons/icons/clock.svg?raw";
import cloudSlash from "bootstrap-icons/icons/cloud-slash.svg?raw";
import dash from "bootstrap-icons/icons/dash-circle.svg?raw";
import gate from "bootstrap-icons/icons/door-open.svg?raw";
import warning from "bootstrap-icons/icons/exclamation-triangle.svg?raw";
import house from "bootstrap-icons/icons/house-door.svg?raw";
import hourglass from "bootstrap-icons/icons/hourglass-split.svg?raw";
import info from "bootstrap-icons/icons/info-circle.svg?raw";
import list from "bootstrap-icons/icons/list-check.svg?raw";
import lock from "bootstrap-icons/icons/lock.svg?raw";
import octagon from "bootstrap-icons/icons/octagon-fill.svg?raw";
import person from "bootstrap-icons/icons/person.svg?raw";
import pencil from "bootstrap-icons/icons/pencil.svg?raw";
import personAdd from "bootstrap-icons/icons/person-plus.svg?raw";
import scan from "bootstrap-icons/icons/qr-code-scan.svg?raw";
import phone from "bootstrap-icons/icons/telephone.svg?raw";
import plus from "bootstrap-icons/icons/plus-circle.svg?raw";
import search from "bootstrap-icons/icons/search.svg?raw";
import slash from "bootstrap-icons/icons/slash-circle.svg?raw";
import thermometer from "bootstrap-icons/icons/thermometer-half.svg?raw";
import train from "bootstrap-icons/icons/train-front.svg?raw";
import triangle from "bootstrap-icons/icons/triangle-fill.svg?raw";
import wechat from "bootstrap-icons/icons/wechat.svg?raw";
import x from "bootstrap-icons/icons/x-lg.svg?raw";

export const icons = {
  arrowLeft, arrowRepeat, backspace, boxIn, boxOut, camera, car, check, checkCircle, chevron, circle, clock, cloudSlash, dash, dot,
  gate, hourglass, house, info, list, lock, octagon, pencil, person, personAdd, phone, plus, scan, search, slash, thermometer, train, triangle, warning, wechat, x,
};

export type IconName = keyof typeof icons;
