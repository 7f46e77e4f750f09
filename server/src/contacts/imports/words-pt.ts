/** What imports say about rows in Brazilian Portuguese. */
import type { ImportWords } from "./words.ts";

export const portuguese: ImportWords = {
  errors: {
    no_identifier:
      "A linha não tem ID externo, telefone nem e-mail para encontrar o contato. Preencha um deles.",
    find_by_missing: "A coluna pela qual os contatos são encontrados está vazia aqui. Preencha.",
    not_number: "“{{value}}” não é um número.",
    not_boolean: "“{{value}}” não é sim nem não.",
    not_date: "“{{value}}” não é uma data. Escreva como 31/12/2026 ou 2026-12-31.",
    not_object: 'Isto não é um objeto JSON. Escreva como {"city": "Recife"}.',
    not_object_array: 'Isto não é uma lista JSON de objetos. Escreva como [{"name": "Rex"}].',
    invalid_phone:
      "“{{value}}” não é um número de telefone. Escreva com código do país e DDD, como +5511987654321.",
    invalid_email: "“{{value}}” não é um endereço de e-mail.",
    invalid_country:
      "“{{value}}” não é um país conhecido. Escreva o nome ou o código de duas letras, como BR.",
    invalid_language: "“{{value}}” não é um código de idioma. Escreva como pt ou pt-BR.",
    invalid_time_zone: "“{{value}}” não é um fuso horário. Escreva como America/Sao_Paulo.",
    invalid_date_of_birth: "“{{value}}” não é uma data de nascimento. Escreva como 31/12/1990 ou 1990-12-31.",
    too_long: "Este texto é longo demais: o máximo são 255 caracteres.",
    attribute_type: "O atributo “{{attribute}}” aceita valores de outro tipo.",
    attribute_value:
      "O atributo “{{attribute}}” não aceita este valor: é longo demais ou tem elementos demais.",
    attribute_blocklisted: "O atributo “{{attribute}}” está na lista de bloqueio e não recebe valores.",
    too_many_attributes:
      "Este espaço de trabalho já tem o máximo de atributos; “{{attribute}}” seria mais um. Deixe a coluna de fora ou use um atributo existente.",
    identifier_taken: "Outro contato já tem este valor. Atualize aquele contato ou use outro valor.",
    subscription_word: "“{{value}}” não diz se a pessoa está inscrita ou descadastrada.",
    quote_not_closed: "A partir daqui o arquivo não pode ser lido: há aspas abertas que nunca se fecham.",
    row_too_long: "A partir daqui o arquivo não pode ser lido: a linha passa de 1 MB. Talvez faltem aspas.",
  },
  columns: {
    row: "Linha no arquivo",
    column: "Coluna com erro",
    value: "Valor com erro",
    reason: "O que corrigir",
  },
};
