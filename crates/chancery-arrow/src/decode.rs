//! Batches to records. In: a batch, from whatever program. Out: records that serde can read. Always: a value that is null, or no number, is a field
//! that is missing; columns that the record does not have are passed over; words are not copied before they are taken.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, GenericListArray, OffsetSizeTrait, RecordBatch};
use arrow_schema::{DataType, FieldRef, Schema};
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::Error;
use crate::plain::{plain, words};

/// What goes wrong with a value, before it is known in which row.
type Fault = serde::de::value::Error;

/// The records of a batch that has the columns of a schema, by their names; `record` says what they are.
pub fn decode<T: DeserializeOwned>(
    schema: &Schema,
    batch: &RecordBatch,
    record: &'static str,
) -> Result<Vec<T>, Error> {
    let mut columns: Vec<(FieldRef, ArrayRef)> = Vec::new();
    for field in schema.fields() {
        match batch.column_by_name(field.name()) {
            Some(column) => columns.push((field.clone(), plain(column)?)),
            None if field.is_nullable() => {}
            None => return Err(Error::Column { column: field.name().clone(), record }),
        }
    }
    let of = |row: usize| {
        let fields = columns.iter().map(|(field, column)| (field.name().as_str(), column.as_ref()));
        T::deserialize(Row { fields: fields.collect(), row }).map_err(|fault| Error::Row {
            row: row + 1,
            cause: fault.to_string(),
            record,
        })
    };
    (0..batch.num_rows()).map(of).collect()
}

/// A row of named columns.
struct Row<'a> {
    fields: Vec<(&'a str, &'a dyn Array)>,
    row: usize,
}

impl<'de> Deserializer<'de> for Row<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(Fields { row: self.row, fields: self.fields.into_iter(), value: None })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Whether nothing stands in a row. Data frames write so of numbers that are missing.
fn is_missing(column: &dyn Array, row: usize) -> bool {
    let is_none = || match column.data_type() {
        DataType::Null => true,
        DataType::Float32 => column.as_primitive::<Float32Type>().value(row).is_nan(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).is_nan(),
        _ => false,
    };
    column.is_null(row) || is_none()
}

/// A number: a whole one is given as such, since data frames make counts of which one is missing into others.
fn number<'de, V: Visitor<'de>>(visitor: V, number: f64) -> Result<V::Value, Fault> {
    const EXACT: f64 = (1u64 << 53) as f64;
    let is_whole = number.fract() == 0.0 && number.abs() < EXACT && !(number == 0.0 && number.is_sign_negative());
    if is_whole { visitor.visit_i64(number as i64) } else { visitor.visit_f64(number) }
}

/// The fields of a row that are not missing.
struct Fields<'a> {
    row: usize,
    fields: std::vec::IntoIter<(&'a str, &'a dyn Array)>,
    value: Option<At<'a>>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((name, column)) = self.fields.find(|(_, column)| !is_missing(*column, self.row)) else {
            return Ok(None);
        };
        self.value = Some(At { column, row: self.row });
        let name: StrDeserializer<'_, Fault> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().ok_or_else(|| Fault::custom("a value without a name"))?;
        seed.deserialize(value)
    }
}

/// The members of a list: rows of a column.
struct Items<'a> {
    column: &'a dyn Array,
    rows: Range<usize>,
}

impl<'a> Items<'a> {
    fn of<O: OffsetSizeTrait>(list: &'a GenericListArray<O>, row: usize) -> Self {
        let [start, end] = [list.value_offsets()[row], list.value_offsets()[row + 1]].map(O::as_usize);
        Self { column: list.values(), rows: start..end }
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.rows.next().map(|row| seed.deserialize(At { column: self.column, row })).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rows.len())
    }
}

/// A value: a row of a column.
#[derive(Clone, Copy)]
struct At<'a> {
    column: &'a dyn Array,
    row: usize,
}

impl<'de> Deserializer<'de> for At<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Self { column, row } = self;
        if is_missing(column, row) {
            return visitor.visit_unit();
        }
        if let Some(words) = words(column, row) {
            return visitor.visit_borrowed_str(words);
        }
        match column.data_type() {
            DataType::Boolean => visitor.visit_bool(column.as_boolean().value(row)),
            DataType::Int8 => visitor.visit_i8(column.as_primitive::<Int8Type>().value(row)),
            DataType::Int16 => visitor.visit_i16(column.as_primitive::<Int16Type>().value(row)),
            DataType::Int32 => visitor.visit_i32(column.as_primitive::<Int32Type>().value(row)),
            DataType::Int64 => visitor.visit_i64(column.as_primitive::<Int64Type>().value(row)),
            DataType::UInt8 => visitor.visit_u8(column.as_primitive::<UInt8Type>().value(row)),
            DataType::UInt16 => visitor.visit_u16(column.as_primitive::<UInt16Type>().value(row)),
            DataType::UInt32 => visitor.visit_u32(column.as_primitive::<UInt32Type>().value(row)),
            DataType::UInt64 => visitor.visit_u64(column.as_primitive::<UInt64Type>().value(row)),
            DataType::Float32 => number(visitor, column.as_primitive::<Float32Type>().value(row).into()),
            DataType::Float64 => number(visitor, column.as_primitive::<Float64Type>().value(row)),
            DataType::Date32 => {
                visitor.visit_string(chancery::relate::date(column.as_primitive::<Date32Type>().value(row)))
            }
            DataType::List(_) => visitor.visit_seq(Items::of(column.as_list::<i32>(), row)),
            DataType::LargeList(_) => visitor.visit_seq(Items::of(column.as_list::<i64>(), row)),
            DataType::FixedSizeList(..) => {
                let list = column.as_fixed_size_list();
                let rows = list.value_offset(row) as usize..list.value_offset(row + 1) as usize;
                visitor.visit_seq(Items { column: list.values(), rows })
            }
            DataType::Struct(fields) => {
                let columns = column.as_struct().columns();
                let named = fields.iter().zip(columns).map(|(field, column)| (field.name().as_str(), column.as_ref()));
                let fields: Vec<(&str, &dyn Array)> = named.collect();
                visitor.visit_map(Fields { row, fields: fields.into_iter(), value: None })
            }
            other => Err(Fault::custom(format!("a column of {other} cannot be read"))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if is_missing(self.column, self.row) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let words = (!is_missing(self.column, self.row)).then(|| words(self.column, self.row)).flatten();
        let words: StrDeserializer<'_, Fault> =
            words.ok_or_else(|| Fault::custom(format!("no word for {name}")))?.into_deserializer();
        words.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier
    }
}
