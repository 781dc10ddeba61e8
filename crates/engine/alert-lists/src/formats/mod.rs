//! One file for each format. To add one: see the first lines of `lib.rs`.

pub mod follow_the_money;
pub mod interpol;
pub mod lost_documents;
pub mod ofac_csv;
mod ofac_remarks;
pub mod ofac_xml;
pub mod table;
pub mod un_xml;
