//! The data inventory, to read and to print (R01, R02).

use askama::Template;
use axum::{extract::State, response::Response};
use garita_web::{PageContext, PageError, SignedIn, respond};

use super::{Tab, tabs};
use crate::{
    Records,
    inventory::{HEADINGS, Inventory, inventory},
};

#[derive(Template)]
#[template(path = "records/inventory.html")]
struct InventoryPage {
    page: PageContext,
    tabs: Vec<Tab>,
    inventory: Inventory,
    headings: [String; 5],
}

/// `GET /records/inventory`
pub(crate) async fn show(State(records): State<Records>, page: PageContext, reader: SignedIn) -> Result<Response, PageError> {
    let template = InventoryPage {
        tabs: tabs(&page, &reader.roles),
        inventory: inventory(&page.translator, &records.tables),
        headings: HEADINGS.map(|id| page.t(id)),
        page,
    };
    respond(&template)
}
