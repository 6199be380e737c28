# Writes what GitHub vouches for this job with, towards Entra ID, to $AZURE_FEDERATED_TOKEN_FILE. It holds for minutes.
curl --fail --silent --show-error --header "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" |
  sed --quiet 's/.*"value": *"\([^"]*\)".*/\1/p' > "$AZURE_FEDERATED_TOKEN_FILE"
