/** The parts of Vant that the app uses, with their styles; its icon font is not among them. */
import "vant/es/style/base.css";
import "vant/es/badge/index.css";
import "vant/es/button/index.css";
import "vant/es/cell/index.css";
import "vant/es/field/index.css";
import "vant/es/loading/index.css";
import "vant/es/search/index.css";
import "vant/es/tabbar-item/index.css";
import "vant/es/tabbar/index.css";

export { Button } from "vant";
export { Field } from "vant";
export { Search } from "vant";
export { Tabbar } from "vant";
export { TabbarItem } from "vant";
