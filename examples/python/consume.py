"""Reads events of one topic and prints them: KAFKA_BROKERS=… SCHEMA_REGISTRY_URL=… python consume.py waba.messages.v1"""

import json, os, sys
from confluent_kafka import Consumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

topic = sys.argv[1]
decode = AvroDeserializer(SchemaRegistryClient({"url": os.environ["SCHEMA_REGISTRY_URL"]}))
consumer = Consumer(
    {
        "bootstrap.servers": os.environ["KAFKA_BROKERS"],
        "group.id": os.environ.get("GROUP_ID", "python-example"),
        "auto.offset.reset": "earliest",
        "enable.auto.offset.store": False,  # an offset counts only once its event was handled
    }
)
consumer.subscribe([topic])
while message := consumer.poll(60):  # None after a minute without events
    if message.error():
        sys.exit(str(message.error()))
    event = decode(message.value(), SerializationContext(topic, MessageField.VALUE))
    print(json.dumps(event, default=str, ensure_ascii=False), flush=True)  # handle it here, once per event["event_id"]
    consumer.store_offsets(message)
