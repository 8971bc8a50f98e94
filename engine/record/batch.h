#pragma once

/// Record batches of format v2 (magic 2), byte for byte (Kafka: DefaultRecordBatch, DefaultRecord):
/// a batch as bytes, the walk over its records, and the builder of batches.
#include "engine/record/batch_builder.h" // IWYU pragma: export
#include "engine/record/batch_view.h" // IWYU pragma: export
#include "engine/record/record_reader.h" // IWYU pragma: export
