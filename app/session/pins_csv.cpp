#include "app/session/pins_csv.h"

#include "app/session/vertex_card.h"
#include "core/io/csv_table.h"

namespace cortiscope {

std::string csv_of_pins(const Library& library, ModelId model) {
  CsvTable table(
      {"name", "subject", "model", "hemisphere", "vertex", "layer", "x", "y", "scale", "r2"});
  const LibraryModel* column = library.find_model(model);
  for (const LibrarySubject& subject : library.subjects()) {
    const auto source = column ? library.cell({subject.id, model}).source : nullptr;
    for (const Pin& pin : subject.pins) {
      std::vector<std::string> fields = {pin.name, subject.name, source ? column->name : "",
                                         name_of(pin.vertex.hemisphere),
                                         std::to_string(pin.vertex.vertex)};
      const auto card = source ? std::optional(card_of(*source, pin.vertex)) : std::nullopt;
      if (card && card->read) {
        const VertexReader& read = *card->read;
        for (const double number : {double(read.layer), double(read.x), double(read.y),
                                    double(read.scale), double(card->score)}) {
          fields.push_back(csv_number(number));
        }
      } else {
        fields.resize(10);
      }
      table.add_row(fields);
    }
  }
  return table.text();
}

}  // namespace cortiscope
