/** What imports say about rows in Latin-American Spanish. */
import type { ImportWords } from "./words.ts";

export const spanish: ImportWords = {
  errors: {
    no_identifier:
      "La fila no tiene ID externo, teléfono ni correo para encontrar el contacto. Completa uno de ellos.",
    find_by_missing: "La columna con la que se buscan los contactos está vacía aquí. Complétala.",
    not_number: "“{{value}}” no es un número.",
    not_boolean: "“{{value}}” no es sí ni no.",
    not_date: "“{{value}}” no es una fecha. Escríbela como 31/12/2026 o 2026-12-31.",
    not_object: 'Esto no es un objeto JSON. Escríbelo como {"city": "Recife"}.',
    not_object_array: 'Esto no es una lista JSON de objetos. Escríbela como [{"name": "Rex"}].',
    invalid_phone:
      "“{{value}}” no es un número de teléfono. Escríbelo con código de país y de área, como +5215512345678.",
    invalid_email: "“{{value}}” no es una dirección de correo.",
    invalid_country:
      "“{{value}}” no es un país conocido. Escribe su nombre o su código de dos letras, como MX.",
    invalid_language: "“{{value}}” no es un código de idioma. Escríbelo como es o es-MX.",
    invalid_time_zone: "“{{value}}” no es una zona horaria. Escríbela como America/Mexico_City.",
    invalid_date_of_birth:
      "“{{value}}” no es una fecha de nacimiento. Escríbela como 31/12/1990 o 1990-12-31.",
    too_long: "Este texto es demasiado largo: el máximo son 255 caracteres.",
    attribute_type: "El atributo “{{attribute}}” acepta valores de otro tipo.",
    attribute_value:
      "El atributo “{{attribute}}” no acepta este valor: es demasiado largo o tiene demasiados elementos.",
    attribute_blocklisted: "El atributo “{{attribute}}” está en la lista de bloqueo y no recibe valores.",
    too_many_attributes:
      "Este espacio de trabajo ya tiene el máximo de atributos; “{{attribute}}” sería uno más. Deja la columna fuera o usa un atributo existente.",
    identifier_taken: "Otro contacto ya tiene este valor. Actualiza ese contacto o usa otro valor.",
    subscription_word: "“{{value}}” no dice si la persona está suscrita o dada de baja.",
    quote_not_closed:
      "Desde aquí el archivo no se puede leer: hay unas comillas abiertas que nunca se cierran.",
    row_too_long:
      "Desde aquí el archivo no se puede leer: la fila pasa de 1 MB. Quizás falten unas comillas.",
  },
  columns: {
    row: "Fila en el archivo",
    column: "Columna con error",
    value: "Valor con error",
    reason: "Qué corregir",
  },
};
