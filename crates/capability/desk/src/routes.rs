//! Every route of the desk with its line of the access table. There is no other way to reach a handler.

use axum::Router;
use garita_web::{Icon, NavigationItem, Place, Route, Routes};

use crate::{
    Desk,
    access::{CLEAR, CLOSE_SHIFT, DECIDE, FORMS, OPEN_FILE, READ_CASE, READ_QUEUE, READ_SHIFT, RECORD},
    api,
    pages::{clear, correct, decide, file, home, inspect, keyboard, link, present, queue, refuse, shift, shift_report, typed, undo},
};

/// The desk's routes and their lines of the access table.
pub fn routes(desk: Desk) -> (Router, Vec<Route>) {
    Routes::new()
        .get("/desk", FORMS, home::show)
        .post("/desk/present", RECORD, present::send)
        .get("/desk/typed", FORMS, typed::show)
        .post("/desk/typed", RECORD, typed::send)
        .get("/desk/{subject}/{entry}", READ_CASE, inspect::show)
        .post("/desk/{subject}/{entry}/decide", DECIDE, decide::send)
        .get("/desk/{subject}/{entry}/refuse", DECIDE, refuse::show)
        .post("/desk/{subject}/{entry}/undo", DECIDE, undo::send)
        .get("/desk/{subject}/{entry}/correct", RECORD, correct::show)
        .post("/desk/{subject}/{entry}/correct", RECORD, correct::send)
        .post("/desk/{subject}/{entry}/clear", CLEAR, clear::send)
        .get("/desk/queue", READ_QUEUE, queue::show)
        .get("/desk/shift", READ_SHIFT, shift::show)
        .post("/desk/shift/close", CLOSE_SHIFT, shift::close)
        .get("/desk/shift/{shift}/report", READ_SHIFT, shift_report::show)
        .get("/desk/keyboard", FORMS, keyboard::show)
        .post("/desk/keyboard", FORMS, keyboard::send)
        .get("/desk/keyboard/card", FORMS, keyboard::card)
        .post("/desk/file", OPEN_FILE, file::open)
        .get("/desk/file/{subject}", OPEN_FILE, file::show)
        .post("/desk/file/{subject}/link", RECORD, link::send)
        .post("/desk/file/{subject}/unlink", RECORD, link::unlink)
        .post("/api/v1/documents/zone", FORMS, api::zone::read)
        .post("/api/v1/presentations", RECORD, api::present::send)
        .get("/api/v1/presentations/{subject}/{entry}", READ_CASE, api::show::show)
        .post("/api/v1/presentations/{subject}/{entry}/decision", DECIDE, api::decide::send)
        .get("/api/v1/cases", READ_QUEUE, api::cases::list)
        .finish(desk)
}

/// The desk's places in the navigation.
pub fn places() -> Vec<Place> {
    let place = |href, label, icon, rule| Place { item: NavigationItem { href, label, icon, waiting: 0 }, rule };
    vec![
        place("/desk", "desk-title", Icon::ScanLine, FORMS),
        place("/desk/queue", "desk-queue-title", Icon::Hourglass, READ_QUEUE),
        place("/desk/shift", "desk-shift-title", Icon::Clock, READ_SHIFT),
        place("/desk/keyboard", "desk-keyboard-title", Icon::Keyboard, FORMS),
    ]
}
