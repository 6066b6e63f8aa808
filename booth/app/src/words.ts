// A tracker's first four bytes as words, for the eye and the telephone; they prove nothing by themselves.
// The list is the record's own (crates/record/src/words.rs), which is frozen.

const WORDS =
  `acorn alder almond amber anchor apple apron arch arrow aspen atlas autumn badger bagel banjo basil basket
   beacon bean beaver bell bench berry birch bison blanket bonnet book bottle bramble branch bread brick bridge
   broom bucket butter button cabin cable candle canoe canvas carpet carrot castle cedar cello chair chalk
   cheese cherry chess chimney cider circle clay clock cloud clover coast cobalt cocoa coffee comet compass
   copper coral cotton cradle crane cricket crystal daisy dolphin domino donkey drum eagle easel elbow engine
   falcon feather fern fiddle field finch fjord flask flute forest fossil fox garden garlic ginger glove goose
   grain grape gravel guitar hammer harp hazel hedge helmet heron hill hinge holly honey horse indigo ink iris
   island ivory ivy jacket jigsaw kayak kelp kettle kite kiwi ladder lagoon lamp lark laurel ledger lemon
   lentil letter lilac linen lizard locket lotus lunch magnet magpie mango maple marble market meadow medal
   melon mirror mitten moon mosaic moss moth muffin napkin needle nest nickel noodle nutmeg oak oasis oboe
   ocean olive onion orbit osprey otter owl oyster paddle palm panda paper parcel peach pebble pencil pepper
   piano pigeon pillow pine planet plough plum pond poppy potato quail quartz quill rabbit radish raven ribbon
   river robin rope rowan ruby sage sail salmon sandal scarf school shell silver slate snow spice spoon spruce
   star stone stork sugar summer swan swift teapot tent thread ticket tiger timber tower trout tulip tunnel
   turnip turtle valley velvet violet violin wagon walnut walrus water wheat wheel window winter wool wren yarn
   yew zebra zinc`.split(/\s+/);

/** `otter-maple-candle-slate` */
export const trackerWords = (tracker: string): string =>
  [0, 2, 4, 6].map((at) => WORDS[Number.parseInt(tracker.slice(at, at + 2), 16)]).join("-");
